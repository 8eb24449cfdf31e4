namespace SeqTools.Linq.Processes;

/// <summary>
/// A recipe as it is named to a worker: its function, its argument, and how its elements are written.
/// </summary>
/// <param name="Registered">The number under which the program has registered the function.</param>
/// <param name="Function">The function, where the program has not.</param>
/// <param name="Argument">Its argument.</param>
/// <param name="Serializer">How its elements are written.</param>
internal sealed record RecipeReference(
    int? Registered, MethodReference? Function, RecipeArgument Argument, SerializerReference Serializer)
{
    private const int NotRegistered = -1;

    public static RecipeReference Read(BinaryReader reader)
    {
        var number = reader.ReadInt32();
        return number == NotRegistered
            ? new(null, MethodReference.Read(reader), RecipeArgument.Read(reader), SerializerReference.Read(reader))
            : new(number, null, RecipeArgument.Read(reader), SerializerReference.Read(reader));
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Registered ?? NotRegistered);
        Function?.Write(writer);
        Argument.Write(writer);
        Serializer.Write(writer);
    }
}
