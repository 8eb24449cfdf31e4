namespace SeqTools.Linq;

/// <summary>What <c>Measure</c> can be told.</summary>
public sealed class MeasureOptions
{
    /// <summary>The clock that evaluations are measured by; a test has one of its own.</summary>
    /// <value><see cref="TimeProvider.System"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }
        = TimeProvider.System;
}
