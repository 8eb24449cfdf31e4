namespace SeqTools.Linq.Processes;

/// <summary>What a worker is told first.</summary>
/// <param name="ParentId">The process that it works for.</param>
/// <param name="BaseDirectory">The folder of the program.</param>
/// <param name="Culture">The culture in which elements are evaluated, where the worker does not begin with it.</param>
/// <param name="Assemblies">Files of assemblies that are no dependencies of the program, such as a plug-in's.</param>
/// <param name="Memory">Where its shared memory is; empty for none.</param>
/// <param name="Token">What its shared memory begins with.</param>
/// <param name="Layout">What is where in it.</param>
/// <param name="Number">The number of the worker.</param>
/// <param name="Recipe">What it evaluates.</param>
internal sealed record Hello(
    int ParentId, string BaseDirectory, WorkerCulture? Culture, IReadOnlyList<string> Assemblies, string Memory,
    Guid Token, SharedLayout Layout, int Number, RecipeReference Recipe)
{
    /// <summary>Changes with the messages: a worker of another version of the library must not misread them.</summary>
    private const int Protocol = 0x5E9_0006;

    public byte[] Encode()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Protocol);
        writer.Write(ParentId);
        writer.Write(BaseDirectory);
        writer.Write(Culture is not null);
        Culture?.Write(writer);
        writer.Write(Assemblies.Count);
        foreach (var assembly in Assemblies)
        {
            writer.Write(assembly);
        }

        writer.Write(Memory);
        writer.Write(Token.ToByteArray());
        Layout.Write(writer);
        writer.Write(Number);
        Recipe.Write(writer);
        writer.Flush();
        return bytes.ToArray();
    }

    public static Hello Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        if (reader.ReadInt32() != Protocol)
        {
            throw new WorkerRefusedException(
                "The worker runs another version of SeqTools.Linq.Processes than the program: restart the program.");
        }

        var (parent, folder) = (reader.ReadInt32(), reader.ReadString());
        var culture = reader.ReadBoolean() ? WorkerCulture.Read(reader) : null;
        var assemblies = new string[reader.ReadInt32()];
        for (var i = 0; i < assemblies.Length; i++)
        {
            assemblies[i] = reader.ReadString();
        }

        return new(
            parent, folder, culture, assemblies, reader.ReadString(), new(reader.ReadBytes(SharedMemory.TokenBytes)),
            SharedLayout.Read(reader), reader.ReadInt32(), RecipeReference.Read(reader));
    }
}
