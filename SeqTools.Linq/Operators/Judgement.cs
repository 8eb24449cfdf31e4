using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Whether there is an element at a position, and whether it fits.</summary>
/// <param name="Exists">Whether the list reaches that far.</param>
/// <param name="Fits">Whether there is one that fits.</param>
/// <param name="IsEvaluated">Whether the element is at hand, since it was evaluated to be judged.</param>
/// <param name="Element">The element, if it is.</param>
[DebuggerStepThrough, StackTraceHidden]
internal readonly record struct Judgement<T>(bool Exists, bool Fits, bool IsEvaluated = false, T? Element = default);
