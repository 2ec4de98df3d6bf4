using System.ComponentModel;
using System.Text;

namespace PeerRpc.CodeGeneration;

/// <summary>What the runtime knows of one contract method. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PeerMethod
{
    // The signature hash for each number of arguments sent, from none to all.
    private readonly uint[] _hashes;

    // Made once: every client tells it of each method that it serves, each time that it registers an id.
    private string? _text;

    /// <summary>Describes a method.</summary>
    /// <param name="index">Its place in the contract, which the dispatcher switches on.</param>
    /// <param name="name">Its name on the wire.</param>
    /// <param name="kind">How it is called.</param>
    /// <param name="returns">The result's type as it stands in the signature; <c>void</c> for none.</param>
    /// <param name="parameters">The parameters that travel.</param>
    /// <param name="errors">The errors that the method or its contract declares.</param>
    /// <param name="carriesStreams">Whether an argument or the result is a stream, a progress or a live object.</param>
    /// <param name="isIdempotent">Whether running it twice is as good as once.</param>
    /// <param name="result">What the result is made of; null for none, or if nothing is known.</param>
    public PeerMethod(
        int index,
        string name,
        PeerMethodKind kind,
        string returns,
        IReadOnlyList<PeerParameter> parameters,
        IReadOnlyList<PeerDeclaredError> errors,
        bool carriesStreams = false,
        bool isIdempotent = false,
        PeerShape? result = null)
    {
        Index = index;
        Name = name;
        Kind = kind;
        Returns = returns;
        Parameters = parameters;
        Errors = errors;
        CarriesStreams = carriesStreams;
        IsIdempotent = isIdempotent;
        Result = result;
        RequiredParameters = parameters.Count(p => !p.IsOptional);
        _hashes = [.. Enumerable.Range(0, parameters.Count + 1).Select(n => Hash(Signature(n)))];
    }

    /// <summary>Its place in the contract.</summary>
    public int Index { get; }

    /// <summary>Its name on the wire.</summary>
    public string Name { get; }

    /// <summary>How it is called.</summary>
    public PeerMethodKind Kind { get; }

    /// <summary>The result's type as it stands in the signature.</summary>
    public string Returns { get; }

    /// <summary>The parameters that travel.</summary>
    public IReadOnlyList<PeerParameter> Parameters { get; }

    /// <summary>The errors that the method or its contract declares.</summary>
    public IReadOnlyList<PeerDeclaredError> Errors { get; }

    /// <summary>
    /// Whether an argument or the result is a stream, a progress or a live object; such calls have no default deadline.
    /// </summary>
    public bool CarriesStreams { get; }

    /// <summary>Whether running it twice is as good as once, so that a call may be made again.</summary>
    public bool IsIdempotent { get; }

    /// <summary>What the result is made of; null for none, or if nothing is known.</summary>
    public PeerShape? Result { get; }

    /// <summary>How many arguments a call sends at least.</summary>
    public int RequiredParameters { get; }

    /// <summary>The signature of a call that sends the first <paramref name="arguments"/> arguments.</summary>
    /// <param name="arguments">How many arguments are sent.</param>
    /// <returns>For example <c>SendMessage(ChatMessage,Int32):void</c>.</returns>
    public string Signature(int arguments) =>
        $"{Name}({string.Join(',', Parameters.Take(arguments).Select(p => p.Type))}):{Returns}";

    /// <summary>The signature with its default values marked, for people.</summary>
    /// <returns>For example <c>SendMessage(ChatMessage message, [Int32 priority]):void</c>.</returns>
    public override string ToString() => _text ??= Describe();

    /// <summary>The hash of <see cref="Signature"/> that travels with a call.</summary>
    /// <param name="arguments">How many arguments are sent; at most all.</param>
    /// <returns>The hash; never 0, which on the wire means "not checked".</returns>
    public uint SignatureHash(int arguments) => _hashes[arguments];

    private string Describe()
    {
        IEnumerable<string> parts = Parameters.Select(
            p => p.IsOptional ? $"[{p.Type} {p.Name}]" : $"{p.Type} {p.Name}");
        return $"{Name}({string.Join(", ", parts)}):{Returns}";
    }

    // FNV-1a over UTF-8: short, and easy to write again in another language.
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ value) * 16777619;
        return hash == 0 ? 1 : hash;
    }
}
