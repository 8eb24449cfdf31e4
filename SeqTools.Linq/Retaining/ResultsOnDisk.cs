using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>
/// Keeps results in the files of a folder. What goes wrong with them is a failure of the element that is read, but for
/// the folder being another's.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ResultsOnDisk<T>(
    DiskFolder folder, DiskEntry entries, IElementSerializer<T> serializer, Action<DamagedCacheEntry>? onDamaged)
    : IKeptResults<T>
{
    public bool TryFind(int index, [MaybeNullWhen(false)] out T value)
    {
        OpenFolder();
        try
        {
            using var file = folder.OpenEntry(index);
            if (file is not null)
            {
                return TryRead(file, index, out value);
            }
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e);
        }

        value = default;
        return false;
    }

    public void Keep(int index, T value)
    {
        try
        {
            var bytes = new ArrayBufferWriter<byte>();
            if (value is not null)
            {
                serializer.Write(value, bytes);
            }

            folder.Write(index, entries.Encode(index, bytes.WrittenSpan, isNull: value is null));
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e);
        }
    }

    private void OpenFolder()
    {
        try
        {
            folder.Open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e);
        }
    }

    private bool TryRead(FileStream file, int index, [MaybeNullWhen(false)] out T value)
    {
        var entry = new byte[file.Length];
        try
        {
            file.ReadExactly(entry);
        }
        catch (IOException e)
        {
            value = default;
            return IsDamaged(index, $"It cannot be read: {e.Message}", e);
        }

        if (entries.WhatIsWrongWith(entry, index) is { } reason)
        {
            value = default;
            return IsDamaged(index, reason, null);
        }

        value = DiskEntry.IsNull(entry) ? default! : Deserialize(DiskEntry.ValueOf(entry));
        return true;
    }

    private bool IsDamaged(int index, string reason, Exception? exception)
    {
        onDamaged?.Invoke(new()
        {
            Index = index,
            Path = folder.PathOf(index),
            Reason = reason,
            Exception = exception,
        });
        return false;
    }

    /// <summary>
    /// What was not null when it was written must not be null now: nobody could tell it from what was.
    /// </summary>
    private T Deserialize(ReadOnlySpan<byte> bytes) =>
        serializer.Read(bytes) is { } value ? value
        : throw new InvalidOperationException(
            $"The serializer made null of {bytes.Length} bytes that it had written for an element that was not.");
}
