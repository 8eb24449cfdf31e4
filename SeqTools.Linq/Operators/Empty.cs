using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views nothing.</summary>
    /// <remarks>LINQ's <c>Enumerable.Empty</c>.</remarks>
    /// <typeparam name="T">The type of the elements that there are none of.</typeparam>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>A view without elements.</returns>
    /// <example><code>
    /// Console.WriteLine(Seq.Empty&lt;int>().Count); // 0
    /// </code></example>
    public static SeqView<T> Empty<T>(
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "") =>
        new RepeatView<T>(default!, Length.Fixed(0), new(nameof(Empty), "", filePath, lineNumber, memberName));
}
