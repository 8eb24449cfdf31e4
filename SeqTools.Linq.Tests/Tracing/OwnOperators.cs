using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests;

/// <summary>Operators as a user writes them, of several of the library's.</summary>
internal static class OwnOperators
{
    public static SeqView<int> Doubled(
        this IReadOnlyList<int> source, CallerInfo callerInfo = default,
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "") =>
        source.Select(n => checked(2 * n)).Reverse()
            .WithOrigin(new(nameof(Doubled), "", filePath, lineNumber, memberName));

    /// <summary>An operator that is made of another one.</summary>
    public static SeqView<int> Quadrupled(
        this IReadOnlyList<int> source, CallerInfo callerInfo = default,
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "") =>
        source.Doubled().Doubled().WithOrigin(new(nameof(Quadrupled), "", filePath, lineNumber, memberName));

    /// <summary>An operator on two lists, one of which it reads twice.</summary>
    public static SeqView<int> Mirrored(
        this IReadOnlyList<int> source, IReadOnlyList<int> other, CallerInfo callerInfo = default,
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "") =>
        source.Zip(other.Select(n => n), (a, b) => a + b).Zip(source.Reverse(), (a, b) => a + b)
            .WithOrigin(new(nameof(Mirrored), "other", filePath, lineNumber, memberName));

    /// <summary>An operator that computes ahead and keeps what it has.</summary>
    public static SeqView<int> Ahead(
        this IReadOnlyList<int> source, CallerInfo callerInfo = default,
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "") =>
        source.Select(n => n).AsPrefetched(2, 4).AsCached(2).Select(n => n)
            .WithOrigin(new(nameof(Ahead), "", filePath, lineNumber, memberName));

    /// <summary>An operator whose function is the caller's.</summary>
    public static SeqView<int> Applied(
        this IReadOnlyList<int> source, Func<int, int> function, CallerInfo callerInfo = default,
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "") =>
        source.Select(function).Select(n => n).WithOrigin(new(nameof(Applied), "", filePath, lineNumber, memberName));

    /// <summary>Gives a view that was made elsewhere another name.</summary>
    public static SeqView<int> Renamed(SeqView<int> source) => source.WithOrigin(new(nameof(Renamed)));

    public static AsyncSeqView<int> AwaitedDoubled(
        this IReadOnlyList<int> source, CallerInfo callerInfo = default,
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "") =>
        source.Reverse().SelectAsync((n, _) => ValueTask.FromResult(n)).Select(n => checked(2 * n))
            .WithOrigin(new(nameof(AwaitedDoubled), "", filePath, lineNumber, memberName));
}
