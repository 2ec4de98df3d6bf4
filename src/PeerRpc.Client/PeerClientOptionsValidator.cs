using Microsoft.Extensions.Options;

namespace PeerRpc.Client;

/// <summary>
/// Checks the options against their attributes, with generated code: the reflection-based one is not trim-safe.
/// </summary>
[OptionsValidator]
internal sealed partial class PeerClientOptionsValidator : IValidateOptions<PeerClientOptions>
{
    /// <summary>Checks what attributes cannot say, and all they can.</summary>
    /// <exception cref="ArgumentException">An option is wrong; the message says which.</exception>
    public static void Check(PeerClientOptions options)
    {
        ValidateOptionsResult result = new PeerClientOptionsValidator().Validate(null, options);
        if (result.Failed)
            throw new ArgumentException(result.FailureMessage);
        CheckSpan(options.ConnectTimeout, nameof(options.ConnectTimeout), mayBeInfinite: false);
        CheckSpan(options.DefaultDeadline, nameof(options.DefaultDeadline), mayBeInfinite: true);
        CheckSpan(options.ReconnectDelay, nameof(options.ReconnectDelay), mayBeInfinite: false);
        CheckSpan(options.MaxReconnectDelay, nameof(options.MaxReconnectDelay), mayBeInfinite: false);
        CheckSpan(options.StatisticsInterval, nameof(options.StatisticsInterval), mayBeInfinite: true);
        if (options.GiveUpAfter < TimeSpan.Zero && options.GiveUpAfter != Timeout.InfiniteTimeSpan)
            throw new ArgumentException($"PeerClientOptions.{nameof(options.GiveUpAfter)} must not be negative.");
        if (options.ReassemblyBytes < options.MaxMessageBytes)
            throw new ArgumentException(
                $"{nameof(options.ReassemblyBytes)} must be at least {nameof(options.MaxMessageBytes)}.");
    }

    private static void CheckSpan(TimeSpan span, string name, bool mayBeInfinite)
    {
        if (span > TimeSpan.Zero || (mayBeInfinite && span == Timeout.InfiniteTimeSpan))
            return;
        string infinite = mayBeInfinite ? " or Timeout.InfiniteTimeSpan" : "";
        throw new ArgumentException($"PeerClientOptions.{name} must be longer than zero{infinite}; it is {span}.");
    }
}
