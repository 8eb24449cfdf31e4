using Parquet;
using Parquet.Serialization;
using SeqTools.Linq;

namespace Samples.Tables;

/// <summary>A Parquet file. Its rows stand in groups, and a group is what can be read alone.</summary>
internal sealed class ParquetTable
{
    private readonly string file;
    private int groupsRead;

    private ParquetTable(string file, IReadOnlyList<int> lengths)
    {
        this.file = file;
        Lengths = lengths;
    }

    /// <summary>How many rows each group has: all the same number, but for the last one.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>How often a group was read.</summary>
    public int GroupsRead => Volatile.Read(ref groupsRead);

    /// <summary>Writes a file, if it is not there yet, and opens it.</summary>
    public static async Task<ParquetTable> WriteAsync(string file, SeqView<Reading> rows, int rowsOfGroup)
    {
        var options = new ParquetOptions { RowGroupSize = rowsOfGroup };
        Scratch.WriteOnce(
            file, stream => ParquetSerializer.SerializeAsync(rows, stream, options).GetAwaiter().GetResult());

        // The lengths are in the metadata: no row is read.
        await using var reader = await ParquetReader.CreateAsync(file);
        return new(file, [.. reader.RowGroups.Select(group => (int)group.RowCount)]);
    }

    public IReadOnlyList<Reading> ReadGroup(int group)
    {
        Interlocked.Increment(ref groupsRead);

        // Reading a local file is decoding it, which keeps a thread busy, whether it is awaited or not.
        var rows = ParquetSerializer.DeserializeAsync<Reading>(file, rowGroupIndex: group).GetAwaiter().GetResult();
        return rows.Data.AsView();
    }
}
