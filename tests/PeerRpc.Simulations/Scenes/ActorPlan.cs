using PeerRpc.Simulations.Serving;

namespace PeerRpc.Simulations.Scenes;

/// <summary>A node with a client.</summary>
/// <param name="Number">Its number, which names its first id.</param>
/// <param name="IsCaller">Whether it makes the load; otherwise it serves it.</param>
/// <param name="Principal">Who it is to the broker; empty for anybody.</param>
/// <param name="Ids">How many ids it registers; a caller need not have any.</param>
/// <param name="CallsItself">Whether some of its calls go to itself.</param>
internal sealed record ActorPlan(int Number, bool IsCaller, string Principal, int Ids, bool CallsItself)
{
    /// <summary>The ids that it registers.</summary>
    public IEnumerable<string> PeerIds =>
        new[] { PeerNames.IdOf(Number), PeerNames.SecondIdOf(Number) }.Take(Ids);

    public string Node => IsCaller ? $"caller{Number}" : $"callee{Number}";
}
