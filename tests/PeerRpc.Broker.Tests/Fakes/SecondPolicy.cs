namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>Another policy under the same rules.</summary>
internal sealed class SecondPolicy(PolicyRules rules) : FakePolicy(rules);
