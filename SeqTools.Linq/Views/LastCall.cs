using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>
/// The call of user code that a read, a step or a copy has begun last, and what that was given. It is on the stack of
/// whoever guards the whole chain; each stage notes its call, which costs a few stores, and has no guard of its own.
/// </summary>
internal ref struct LastCall
{
    private ref byte given;
    private bool isOneOfMany;

    /// <summary>
    /// Which call of the chain, counted from the source on; 0 where what failed has told of it itself.
    /// </summary>
    public int Number { get; set; }

    /// <summary>How many elements under the same guard were complete before.</summary>
    public int Complete { get; set; }

    /// <summary>Notes a call, and where its argument is: in a local variable of the caller.</summary>
    public void Begin<T>(int number, scoped ref T argument)
    {
        Number = number;
        given = ref PlaceOf(ref argument);
    }

    /// <summary>Notes a call for each of several arguments; <see cref="Complete"/> tells which.</summary>
    public void BeginEach<T>(int number, scoped ReadOnlySpan<T> arguments)
    {
        Number = number;
        given = ref PlaceOf(ref MemoryMarshal.GetReference(arguments));
        isOneOfMany = true;
    }

    /// <summary>
    /// Notes, in an exception filter, that so many more were complete than is noted when a call failed.
    /// </summary>
    /// <returns>Never true: who guards the chain catches.</returns>
    public bool FailsAfter(int more)
    {
        Complete += more;
        return false;
    }

    /// <summary>
    /// What the call was given. To be asked in an exception filter alone, which runs while the stack of what failed is
    /// still there; in a handler it is gone.
    /// </summary>
    public readonly T Given<T>() => Unsafe.Add(ref Unsafe.As<byte, T>(ref given), isOneOfMany ? Complete : 0);

    private static ref byte PlaceOf<T>(scoped ref T argument) =>
        ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(MemoryMarshal.CreateSpan(ref argument, 1)));
}
