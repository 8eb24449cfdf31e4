using Orleans.Serialization;
using Orleans.Serialization.TypeSystem;

namespace SeqTools.Linq.Orleans;

/// <summary>What a silo knows to build by a name.</summary>
internal abstract class SequenceRecipe(string name, string version)
{
    public string Name => name;

    public string Version => version;

    /// <summary>Why the sequence can't be served as it was asked for, or <see langword="null"/>.</summary>
    public Refusal? Refuses(SequenceId asked, SequenceTypes types) =>
        types.WhatIsWrongWith(ElementType) is { } problem
            ? new(RefusalKind.NotSerializable, $"The elements of the sequence {name} can't be sent. {problem}")
        : types.NameOf(ElementType) != asked.ElementType
            ? new(
                RefusalKind.OtherType,
                $"The elements of the sequence {name} are {types.NameOf(ElementType)}, and were asked for as "
                + $"{asked.ElementType}. Open it with the type of the recipe, best by a SequenceDefinition that both "
                + "sides share.")
        : asked.Version is { } expected && expected != version
            ? new(
                RefusalKind.OtherVersion,
                $"The sequence {name} has version \"{version}\", and was asked for in version \"{expected}\". Deploy "
                + "the same version to silos and clients.")
        : null;

    /// <summary>Builds the sequence. It runs code of the user.</summary>
    /// <exception cref="RefusalException">The argument is of another type.</exception>
    public abstract BuiltSequence Build(object? argument, Serializer serializer);

    protected abstract Type ElementType { get; }
}

/// <summary>A recipe with its types.</summary>
internal sealed class SequenceRecipe<TArgument, T>(
    string name, string version, Func<TArgument, Serializer, BuiltSequence> build) : SequenceRecipe(name, version)
{
    protected override Type ElementType => typeof(T);

    public override BuiltSequence Build(object? argument, Serializer serializer)
    {
        if (argument is TArgument known)
        {
            return build(known, serializer);
        }

        return argument is null && default(TArgument) is null
            ? build(default!, serializer)
            : throw new RefusalException(OtherArgument(argument));
    }

    private Refusal OtherArgument(object? given) => new(
        RefusalKind.OtherType,
        $"The sequence {Name} takes an argument of type {RuntimeTypeNameFormatter.Format(typeof(TArgument))}, and was "
        + $"given {(given is null ? "none" : RuntimeTypeNameFormatter.Format(given.GetType()))}. Open it with an "
        + "argument of the recipe's type, best by a SequenceDefinition that both sides share.");
}
