using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace PeerRpc.Client;

/// <summary>Checks a client's options before it is made of them.</summary>
internal static class PeerClientOptionsCheck
{
    /// <summary>Throws if an option is wrong.</summary>
    /// <exception cref="ArgumentException">The message says which.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2026",
        Justification = "The options have no properties whose types would be validated in turn.")]
    public static void Check(PeerClientOptions options)
    {
        var failures = new List<ValidationResult>();
        var context = new ValidationContext(options);
        if (!Validator.TryValidateObject(options, context, failures, validateAllProperties: true))
            throw Wrong(string.Join(" ", failures.Select(failure => failure.ErrorMessage)));
        if (options.ConnectTimeout <= TimeSpan.Zero)
            throw Wrong($"{nameof(options.ConnectTimeout)} must be longer than zero.");
        if (options.DefaultDeadline <= TimeSpan.Zero && options.DefaultDeadline != Timeout.InfiniteTimeSpan)
            throw Wrong($"{nameof(options.DefaultDeadline)} must be longer than zero, or infinite for no deadline.");
    }

    private static ArgumentException Wrong(string message) => new($"{nameof(PeerClientOptions)}: {message}");
}
