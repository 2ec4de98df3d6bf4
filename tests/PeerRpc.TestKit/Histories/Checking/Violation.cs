using System.Text;

namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>A rule that does not hold, with the events that prove it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Keys">The calls and streams that it is about.</param>
/// <param name="Text">What happened.</param>
/// <param name="Events">The events of these calls and streams, in the order of their times.</param>
public sealed record Violation(
    HistoryRule Rule, IReadOnlyList<long> Keys, string Text, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>Several lines for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Rule}: {Text}");
        foreach (HistoryEvent entry in Events)
            text.Append("\n  ").Append(entry);
        return text.ToString();
    }
}
