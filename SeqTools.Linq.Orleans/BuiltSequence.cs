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

/// <summary>The elements of a list, evaluated where they are asked for.</summary>
internal sealed class ListSequence<T>(IReadOnlyList<T> list, Serializer<T> serializer) : BuiltSequence(list, list.Count)
{
    public override bool IsAwaited => false;

    public static ListSequence<T> Of(IReadOnlyList<T>? list, Serializer serializer) =>
        new(list ?? throw new InvalidOperationException("The recipe returned null."), serializer.GetSerializer<T>());

    public override ValueTask<byte[]> ReadAsync(int index, CancellationToken cancellationToken) =>
        new(Serialize(list[index], serializer));
}

/// <summary>The elements of an awaited view.</summary>
internal sealed class AwaitedSequence<T>(AsyncSeqView<T> view, Serializer<T> serializer)
    : BuiltSequence(view, view.Count)
{
    public override bool IsAwaited => true;

    public static AwaitedSequence<T> Of(AsyncSeqView<T>? view, Serializer serializer) =>
        new(view ?? throw new InvalidOperationException("The recipe returned null."), serializer.GetSerializer<T>());

    public override async ValueTask<byte[]> ReadAsync(int index, CancellationToken cancellationToken) =>
        Serialize(await view.GetAsync(index, cancellationToken).ConfigureAwait(false), serializer);
}
