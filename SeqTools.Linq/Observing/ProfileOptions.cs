namespace SeqTools.Linq;

/// <summary>What <c>Profile</c> can be told beyond how many elements to read.</summary>
public sealed class ProfileOptions
{
    /// <summary>The clock that stages are measured by; a test has one of its own.</summary>
    /// <value><see cref="TimeProvider.System"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }
        = TimeProvider.System;
}
