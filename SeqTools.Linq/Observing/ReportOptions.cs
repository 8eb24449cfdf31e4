namespace SeqTools.Linq;

/// <summary>What <c>ReportTo</c> can be told beyond whom to report to, and how often.</summary>
public sealed class ReportOptions
{
    /// <summary>The clock that reports are timed by; a test has one of its own.</summary>
    /// <value><see cref="TimeProvider.System"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }
        = TimeProvider.System;
}
