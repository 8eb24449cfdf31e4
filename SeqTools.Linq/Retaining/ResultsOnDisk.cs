using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>
/// Keeps results in the files of a folder. What goes wrong with them is a failure of the element that is read, but for
/// the folder being another's.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ResultsOnDisk<T>(
    DiskFolder folder, DiskEntry entries, DiskFormat<T> format, Action<DamagedEntry>? onDamaged)
    : IKeptResults<T>
{
    public bool TryFind(int index, [MaybeNullWhen(false)] out T value)
    {
        Open();
        try
        {
            if (folder.Read(index) is { } entry)
            {
                return TryDecode(entry, index, out value);
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
            folder.Write(index, entries.Encode(index, value is null ? null : format.Serialize(value)));
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e);
        }
    }

    private void Open()
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

    private bool TryDecode(byte[] entry, int index, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (entries.Decode(entry, index, out var bytes) is { } reason)
        {
            onDamaged?.Invoke(new(index, folder.PathOf(index), reason));
            return false;
        }

        value = bytes is null ? default! : format.Deserialize(bytes);
        return true;
    }
}
