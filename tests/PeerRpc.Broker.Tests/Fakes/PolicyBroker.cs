using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>Makes brokers with policies.</summary>
internal static class PolicyBroker
{
    public static TestBroker Create(PolicyRules rules) => new(build: builder =>
    {
        builder.Services.AddSingleton(rules);
        builder.AddPolicy<FakePolicy>();
    });

    public static TestBroker CreateWithTwo(PolicyRules rules) => new(build: builder =>
    {
        builder.Services.AddSingleton(rules);
        builder.AddPolicy<SecondPolicy>().AddPolicy<FakePolicy>();
    });
}
