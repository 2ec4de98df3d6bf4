using Xunit;

namespace PeerRpc.Client.Tests;

public sealed class PeerClientOptionsTests
{
    [Fact]
    public void Defaults_AreThoseOfTheDocumentation()
    {
        var options = new PeerClientOptions();

        Assert.Null(options.Address);
        Assert.Null(options.AccessToken);
        Assert.Equal(TimeSpan.FromSeconds(10), options.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(60), options.DefaultDeadline);
        Assert.Equal(4 * 1024 * 1024, options.MaxMessageBytes);
        Assert.Equal(16 * 1024 * 1024, options.ReassemblyBytes);
        Assert.Equal(1024, options.MaxCallsPerLink);
        Assert.Equal(64 * 1024, options.MaxWaitingCalls);
        Assert.Equal(64 * 1024 * 1024, options.MaxWaitingBytes);
        Assert.Equal(256 * 1024 * 1024, options.ReplayBytes);
        Assert.Same(TimeProvider.System, options.TimeProvider);
        Assert.Empty(options.Connectors);
    }

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public async Task ConnectAsync_WithAWrongOption_NamesIt(string name, Action<PeerClientOptions> configure)
    {
        ArgumentException failure = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => PeerClient.ConnectAsync("tcp://127.0.0.1:1", configure));

        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<PeerClientOptions>> WrongOptions() => new()
    {
        { nameof(PeerClientOptions.MaxCallsPerLink), o => o.MaxCallsPerLink = 0 },
        { nameof(PeerClientOptions.MaxWaitingCalls), o => o.MaxWaitingCalls = 0 },
        { nameof(PeerClientOptions.MaxMessageBytes), o => o.MaxMessageBytes = 1 },
        { nameof(PeerClientOptions.MaxWaitingBytes), o => o.MaxWaitingBytes = 0 },
        { nameof(PeerClientOptions.ReplayBytes), o => o.ReplayBytes = 0 },
        { nameof(PeerClientOptions.ReassemblyBytes), o => o.ReassemblyBytes = 0 },
        { nameof(PeerClientOptions.ConnectTimeout), o => o.ConnectTimeout = TimeSpan.Zero },
        { nameof(PeerClientOptions.DefaultDeadline), o => o.DefaultDeadline = TimeSpan.Zero },
        { nameof(PeerClientOptions.DefaultDeadline), o => o.DefaultDeadline = TimeSpan.FromSeconds(-5) },
    };
}
