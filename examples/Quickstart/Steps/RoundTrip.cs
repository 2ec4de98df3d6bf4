using System.Diagnostics;
using Quickstart.Contracts;
using Quickstart.Peers;

namespace Quickstart.Steps;

/// <summary>How long a call takes from alice through the broker to bob and back, one at a time.</summary>
internal static class RoundTrip
{
    private const int WarmUpCalls = 1000;
    private const int MeasuredCalls = 1000;

    public static async Task RunAsync(Participant alice, Transcript transcript)
    {
        transcript.Step("5. The round trip");
        ICalculator calculator = alice.Client.Peer("bob").Controller<ICalculator>();
        await MeasureAsync(calculator, WarmUpCalls);
        (double[] microseconds, bool rightAnswers) = await MeasureAsync(calculator, MeasuredCalls);

        Array.Sort(microseconds);
        double median = microseconds[microseconds.Length / 2];
        double p99 = microseconds[microseconds.Length * 99 / 100];
        transcript.Check(
            rightAnswers, $"{MeasuredCalls} calls, one at a time: median {median:F0} us, 99 % within {p99:F0} us");
        transcript.Line("        (alice, broker and bob share this process; the calls cross two WebSockets each way)");
    }

    private static async Task<(double[] Microseconds, bool RightAnswers)> MeasureAsync(
        ICalculator calculator, int calls)
    {
        var microseconds = new double[calls];
        bool rightAnswers = true;
        for (int i = 0; i < calls; i++)
        {
            long start = Stopwatch.GetTimestamp();
            int quotient = await calculator.Divide(6 * i, 3);
            microseconds[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            rightAnswers &= quotient == 2 * i;
        }
        return (microseconds, rightAnswers);
    }
}
