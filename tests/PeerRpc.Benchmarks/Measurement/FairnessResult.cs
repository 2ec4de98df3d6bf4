namespace PeerRpc.Benchmarks.Measurement;

/// <summary>Small calls, alone or beside bulk.</summary>
/// <param name="Calls">The calls, one at a time.</param>
/// <param name="Bulk">The bulk beside them; null without.</param>
internal sealed record FairnessResult(LoadResult Calls, BulkResult? Bulk);
