using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Tests.Measurement;

public class PacedLoadTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData(500)]
    [InlineData(20_000)]
    public async Task Run_AnyRate_MakesAsManyCallsAsAreDue(double rate)
    {
        PacedResult result = await new PacedLoad(new Caller(text => new(text))).RunAsync(rate, Duration);

        // One bunch more or less: the last one may be due at the very end.
        double due = rate * Duration.TotalSeconds;
        Assert.InRange(result.Calls, due * 0.98 - 1, due * 1.02 + 1);
        Assert.Equal(rate, result.Rate);
    }

    [Fact]
    public async Task Run_AnswersThatComeLate_CountFromWhenTheyWereDue()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        Task<PacedResult> running = new PacedLoad(new Caller(async text =>
        {
            // The tenth call lets the nine before it, and itself, be answered.
            if (Interlocked.Increment(ref calls) == 10) gate.SetResult();
            await gate.Task;
            return text;
        })).RunAsync(rate: 50, Duration);

        PacedResult result = await running;

        Assert.Equal(10, result.Calls);
        Assert.True(result.P99Microseconds > 100_000, $"The first call waited for nine others, 20 ms apart: {result}");
    }

    [Fact]
    public async Task Run_WrongAnswer_Fails() =>
        await Assert.ThrowsAsync<InvalidDataException>(
            () => new PacedLoad(new Caller(_ => new("else"))).RunAsync(1000, Duration));

    private sealed class Caller(Func<string, ValueTask<string>> echo) : IEchoCaller
    {
        public ValueTask<string> EchoAsync(string text) => echo(text);

        public ValueTask DisposeAsync() => default;
    }
}
