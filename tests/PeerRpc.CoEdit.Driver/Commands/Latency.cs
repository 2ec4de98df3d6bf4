using System.Diagnostics;
using System.Globalization;
using CoEdit.Contracts;
using PeerRpc.Client;
using PeerRpc.CoEdit.Driver.Browsers;
using PeerRpc.CoEdit.Driver.Processes;
using SharedText;

namespace PeerRpc.CoEdit.Driver.Commands;

/// <summary>Measures from a keystroke in one page to the frame of another that shows it, through the broker.</summary>
/// <remarks>
/// The round trip beside it is a call of the same contract, from this process to one of the others over the same
/// broker, after each key: both have the same machine at the same time. Two pages of one browser have one clock.
/// </remarks>
internal static class Latency
{
    private const string Now = "performance.timeOrigin + performance.now()";

    public static async Task MeasureAsync(int keys)
    {
        await using Community community = await Community.StartAsync();
        CoEditProcess alice = await community.StartAsync("alice");
        CoEditProcess bob = await community.StartAsync("bob");
        await using Chromium chromium = await Chromium.StartAsync();
        await using EditorPage from = await chromium.OpenAsync(alice.Page, "Notes");
        await using EditorPage to = await chromium.OpenAsync(bob.Page, "Notes");
        await using PeerClient caller = await PeerClient.ConnectAsync(community.Broker);
        await caller.RegisterAsPeerAsync("caller");
        ISharedCopy copy = caller.Peer("alice").Controller<ISharedCopy>(ISharedCopy.Root + "Notes");
        byte[] state = StateVector.Empty.ToBytes();
        await copy.Since(state);

        await from.Editor.EvaluateAsync(
            $"editor => editor.addEventListener('keydown', () => {{ window.pressed = {Now}; }}, true)");
        List<double> screens = [];
        List<double> trips = [];
        for (int key = 1; key <= keys; key++)
        {
            Task<double> shown = to.Editor.EvaluateAsync<double>($$"""
                (editor, length) => new Promise(done => {
                    const look = () => editor.value.length >= length ? done({{Now}}) : requestAnimationFrame(look);
                    look();
                })
                """, key);
            await from.PressAsync("a");
            screens.Add(await shown - await from.Editor.EvaluateAsync<double>("window.pressed"));
            long start = Stopwatch.GetTimestamp();
            await copy.Since(state);
            trips.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Report(screens[(keys / 4)..], trips[(keys / 4)..]);
    }

    // The first quarter is not counted: code is being compiled.
    private static void Report(List<double> screens, List<double> trips)
    {
        screens.Sort();
        trips.Sort();
        const double Frame = 1000.0 / 60;
        double screen = screens[screens.Count / 2];
        double trip = trips[trips.Count / 2];
        Write($"keystroke to remote screen  median {screen:0.0} ms, p99 {screens[screens.Count * 99 / 100]:0.0} ms");
        Write($"round trip of a call        median {trip:0.00} ms, p99 {trips[trips.Count * 99 / 100]:0.00} ms");
        double mark = 3 * trip + Frame;
        Write($"3 round trips and a frame   {mark:0.0} ms: {(screen <= mark ? "met" : "missed")}");
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
