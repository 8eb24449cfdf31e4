namespace SeqTools.Linq.Orleans;

/// <summary>
/// The recipes that a silo has built, one for each argument: built once, whoever asks meanwhile waits for it; kept
/// until it is idle too long or was used least recently of too many, and no one uses it; disposed of then. What failed
/// is not kept.
/// </summary>
internal sealed class BuiltSequences(SequencesBuilder settings)
{
    private readonly object gate = new();
    private readonly Dictionary<(string Name, string Argument), Entry> entries = [];
    private bool isOver;

    /// <summary>The sequence of a name and an argument; it is the caller's until <see cref="Release"/>.</summary>
    public async Task<Entry> AcquireAsync(SequenceId id, Func<Task<BuiltSequence>> build)
    {
        var entry = Enter((id.Name, Convert.ToBase64String(id.Argument)), build);
        try
        {
            await entry.Building.ConfigureAwait(false);
            return entry;
        }
        catch
        {
            Forget(entry);
            throw;
        }
    }

    public void Release(Entry entry)
    {
        Entry[] evicted;
        lock (gate)
        {
            entry.Users--;
            if (entry.Users == 0)
            {
                entry.LastUsed = settings.TimeProvider.GetTimestamp();
                EvictAfter(settings.KeepFor, entry);
            }

            evicted = EvictLeastRecentlyUsed();
        }

        Array.ForEach(evicted, Dispose);
    }

    /// <summary>
    /// Disposes of all of them, those that are being built when they are; the silo ends. Who comes later is served, and
    /// nothing kept.
    /// </summary>
    public async Task DisposeAllAsync()
    {
        Entry[] all;
        lock (gate)
        {
            isOver = true;
            all = [.. entries.Values];
            entries.Clear();
        }

        await Task.WhenAll(all.Select(DisposeAsync)).ConfigureAwait(false);
    }

    private Entry Enter((string, string) key, Func<Task<BuiltSequence>> build)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var entry))
            {
                entry = new(key, build());
                entries.Add(key, entry);
            }

            entry.Users++;
            entry.Idle?.Dispose();
            entry.Idle = null;
            return entry;
        }
    }

    private void Forget(Entry failed)
    {
        lock (gate)
        {
            failed.Users--;
            Remove(failed);
        }
    }

    private void EvictAfter(TimeSpan time, Entry entry) => entry.Idle = settings.TimeProvider.CreateTimer(
        _ => EvictIdle(entry), null, time.ForTimer(), Timeout.InfiniteTimeSpan);

    private void EvictIdle(Entry entry)
    {
        lock (gate)
        {
            if (entry.Users > 0 || !IsThere(entry))
            {
                return;
            }

            entry.Idle?.Dispose();
            var left = settings.KeepFor - settings.TimeProvider.GetElapsedTime(entry.LastUsed);
            if (left > TimeSpan.Zero)
            {
                EvictAfter(left, entry);
                return;
            }

            Remove(entry);
        }

        Dispose(entry);
    }

    private Entry[] EvictLeastRecentlyUsed()
    {
        Entry[] evicted =
        [
            .. entries.Values
                .Where(entry => entry.Users == 0)
                .OrderBy(entry => entry.LastUsed)
                .Take(entries.Count - (isOver ? 0 : settings.MaxSequences)),
        ];
        Array.ForEach(evicted, Remove);
        return evicted;
    }

    private void Remove(Entry entry)
    {
        if (IsThere(entry))
        {
            entry.Idle?.Dispose();
            entries.Remove(entry.Key);
        }
    }

    /// <summary>Another one of the same key may stand in its place.</summary>
    private bool IsThere(Entry entry) => entries.TryGetValue(entry.Key, out var there) && there == entry;

    private static void Dispose(Entry entry) => _ = DisposeAsync(entry);

    /// <summary>What disposing throws is nobody's to handle: told as an unobserved exception of a task.</summary>
    private static async Task DisposeAsync(Entry entry)
    {
        entry.Idle?.Dispose();
        await Task.Yield();
        var sequence = await entry.Building.ConfigureAwait(false);
        await sequence.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A sequence that is built, or is being.</summary>
    internal sealed class Entry((string Name, string Argument) key, Task<BuiltSequence> building)
    {
        public (string Name, string Argument) Key => key;

        public Task<BuiltSequence> Building => building;

        /// <summary>Built: who has acquired the entry may ask.</summary>
        public BuiltSequence Sequence => building.Result;

        public int Users { get; set; }

        public long LastUsed { get; set; }

        public ITimer? Idle { get; set; }
    }
}
