using Orleans.Serialization;

namespace SeqTools.Linq.Orleans;

/// <summary>What a recipe built: elements by index, as bytes.</summary>
internal abstract class BuiltSequence(object source, int count) : IAsyncDisposable
{
    /// <summary>What the recipe returned.</summary>
    protected object Source => source;

    /// <summary>The length when it was built, by which clients read.</summary>
    public int Count => count;

    /// <summary>Whether elements are awaited, and take no thread while they are.</summary>
    public abstract bool IsAwaited { get; }

    /// <summary>Evaluates an element, and serializes it on the same thread.</summary>
    public abstract ValueTask<byte[]> ReadAsync(int index, CancellationToken cancellationToken);

    /// <summary>What is found out at an element only: it holds something that can't be sent.</summary>
    protected static byte[] Serialize<T>(T element, Serializer<T> serializer)
    {
        try
        {
            return serializer.SerializeToArray(element);
        }
        catch (CodecNotFoundException e)
        {
            throw new NotSupportedException(
                $"The element can't be sent. {SequenceTypes.WhatToDo(element?.GetType() ?? typeof(T), e)}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Source is IAsyncDisposable awaited)
        {
            await awaited.DisposeAsync().ConfigureAwait(false);
        }
        else if (Source is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }
}
