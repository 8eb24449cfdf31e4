using System.Collections;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public abstract partial class SeqView<T>
{
    /// <summary>Enumerates the elements, one evaluation at a step, never ahead of the reader.</summary>
    /// <remarks>
    /// It is a value, so that <c>foreach</c> makes no object where none is needed. As any enumerator that is one, it is
    /// not to be copied once it has begun; <c>IEnumerator&lt;T> elements = view.GetEnumerator();</c> makes an object of
    /// it, which can be handed on.
    /// </remarks>
    /// <returns>
    /// An enumerator of its own. It reads its sources in one pass where their order allows; after an element that
    /// failed it goes on with the next one.
    /// </returns>
    /// <example><code>
    /// var sum = 0;
    /// foreach (var square in Seq.Range(1, 3).Select(n => n * n))
    /// {
    ///     sum += square;
    /// }
    ///
    /// Console.WriteLine(sum); // 14
    /// </code></example>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => Enumerate(0);

    IEnumerator IEnumerable.GetEnumerator() => Enumerate(0);

    /// <summary>Enumerates the elements of a view, one evaluation at a step: what <c>foreach</c> uses.</summary>
    /// <remarks>
    /// <para>Where a pass is nothing but one read after the other, it reads by index; all else has an enumerator of its
    /// own beneath. Which of them it is can't be told from what is read, what is evaluated and what fails.</para>
    /// <para>A copy of it goes on by itself, or, where there is an enumerator beneath, together with it: copy it before
    /// its first step or not at all. It is for one thread at a time.</para>
    /// </remarks>
    [DebuggerStepThrough, StackTraceHidden]
    public struct Enumerator : IEnumerator<T>
    {
        private readonly SeqView<T>? view;
        private readonly SeqEnumerator<T>? pass;
        private int next;
        private int end;
        private T current;

        internal Enumerator(SeqView<T> view)
        {
            current = default!;
            if (view.ReadsByIndex)
            {
                this.view = view;
                end = view.fixedCount;
            }
            else
            {
                pass = view.Enumerate(0);
            }
        }

        /// <summary>
        /// The element of the last step; <see langword="default"/> before the first and after the end.
        /// </summary>
        public readonly T Current => current;

        readonly object? IEnumerator.Current => current;

        /// <summary>Evaluates the next element.</summary>
        /// <remarks>
        /// It calls no method with itself by reference: its fields could not be kept in registers then, and each step
        /// would wait for the one before it.
        /// </remarks>
        /// <returns>Whether there is one. The end is final.</returns>
        /// <exception cref="EvaluationException">
        /// A function or a source behind the view failed. The next call goes on with the next element.
        /// </exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            var index = next;
            if (index < end)
            {
                next = index + 1;
                current = view!.Read(index);
                return true;
            }

            if (pass is not null && pass.MoveNext())
            {
                current = pass.Current;
                return true;
            }

            current = default!;
            return false;
        }

        /// <summary>Ends the enumeration and lets go of what it reads.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose()
        {
            end = 0;
            current = default!;
            pass?.Dispose();
        }

        /// <summary>Not supported.</summary>
        /// <exception cref="NotSupportedException">Always.</exception>
        public readonly void Reset() => throw new NotSupportedException();
    }
}
