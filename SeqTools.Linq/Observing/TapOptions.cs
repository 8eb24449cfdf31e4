namespace SeqTools.Linq;

/// <summary>What <c>Tap</c> can be told beyond the action and its limits.</summary>
public sealed class TapOptions
{
    /// <summary>The clock that keeps calls apart; a test has one of its own.</summary>
    /// <value><see cref="TimeProvider.System"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }
        = TimeProvider.System;
}
