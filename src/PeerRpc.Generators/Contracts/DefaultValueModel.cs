namespace PeerRpc.Generators.Contracts;

/// <summary>The default value of a parameter.</summary>
/// <param name="Expression">The value as C#.</param>
/// <param name="IsPattern">Whether the expression may stand in a constant pattern.</param>
internal sealed record DefaultValueModel(string Expression, bool IsPattern);
