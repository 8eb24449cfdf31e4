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
        CheckFolder();
        try
        {
            return TryReadEntry(index, out value);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The elements of a view were evaluated to be written, and shall not be evaluated again.</remarks>
    public T Keep(int index, T value)
    {
        try
        {
            var bytes = new ArrayBufferWriter<byte>();
            if (value is not null)
            {
                serializer.Write(value, bytes);
            }

            folder.Write(index, entries.Encode(index, bytes.WrittenSpan, isNull: value is null));
            return value is IView ? Deserialize(bytes.WrittenSpan) : value;
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e);
        }
    }

    private void CheckFolder()
    {
        try
        {
            folder.Check();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e);
        }
    }

    private bool TryReadEntry(int index, [MaybeNullWhen(false)] out T value)
    {
        using var file = Open(index);
        value = default;
        return file is not null && TryRead(file, index, out value);
    }

    private FileStream? Open(int index)
    {
        try
        {
            return folder.OpenEntry(index);
        }
        catch (UnauthorizedAccessException e) when (Directory.Exists(folder.PathOf(index)))
        {
            Report(index, "It is a folder.", e);
        }
        catch (IOException e) when (folder.IsLink(index))
        {
            ReportUnreadable(index, e);
        }

        return null;
    }

    private bool TryRead(FileStream file, int index, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        byte[] entry;
        string? reason;
        try
        {
            reason = entries.Read(file, index, out entry);
        }
        catch (IOException e)
        {
            ReportUnreadable(index, e);
            return false;
        }

        if (reason is not null)
        {
            Report(index, reason, null);
            return false;
        }

        value = DiskEntry.IsNull(entry) ? default! : Deserialize(DiskEntry.ValueOf(entry));
        return true;
    }

    private void ReportUnreadable(int index, IOException reason) =>
        Report(index, $"It cannot be read: {reason.Message}", reason);

    private void Report(int index, string reason, Exception? exception) => onDamaged?.Invoke(new()
    {
        Index = index,
        Path = folder.PathOf(index),
        Reason = reason,
        Exception = exception,
    });

    /// <summary>
    /// What was not null when it was written must not be null now: nobody could tell it from what was.
    /// </summary>
    private T Deserialize(ReadOnlySpan<byte> bytes) =>
        serializer.Read(bytes) is { } value ? value
        : throw new InvalidOperationException(
            $"The serializer made null of {bytes.Length} bytes that it had written for an element that was not.");
}
