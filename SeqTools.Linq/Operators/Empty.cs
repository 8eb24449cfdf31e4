using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views nothing.</summary>
    /// <remarks>LINQ's <c>Enumerable.Empty</c>.</remarks>
    /// <typeparam name="T">The type of the elements that there are none of.</typeparam>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>A view without elements.</returns>
    /// <example><code>
    /// Console.WriteLine(Seq.Empty&lt;int>().Count); // 0
    /// </code></example>
    public static SeqView<T> Empty<T>(
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "") =>
        new RepeatView<T>(default!, Length.Fixed(0), new(nameof(Empty), "", file, line, member));
}
