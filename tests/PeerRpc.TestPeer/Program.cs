using System.Globalization;
using PeerRpc.TestPeer;

// Arguments: "broker ws" or "broker tcp", then maybe a port and the seconds of its resume window; "callee <address>",
// "reader <address>", "keeper <address>" or "worker <address> <id> <milliseconds> <file>". Says "ready", a broker with
// its address, and runs until its input ends, so that it never outlives the test that started it.
switch (args)
{
    case ["broker", var transport, .. var settings]:
        // Unless the test says so, what is gone for good need not be waited for for long.
        (IAsyncDisposable broker, Uri address) = await BrokerRole.StartAsync(
            transport == "ws", settings is [var port, ..] ? int.Parse(port, CultureInfo.InvariantCulture) : 0,
            TimeSpan.FromSeconds(settings is [_, var window] ? int.Parse(window, CultureInfo.InvariantCulture) : 1));
        await using (broker)
        {
            Console.WriteLine($"ready {address}");
            await Console.In.ReadToEndAsync();
        }
        return 0;
    case ["callee", var target]:
        await using (await CalleeRole.StartAsync(new Uri(target)))
        {
            Console.WriteLine("ready");
            await Console.In.ReadToEndAsync();
        }
        return 0;
    case ["reader", var target]:
        await ReaderRole.RunAsync(new Uri(target));
        return 0;
    case ["keeper", var target]:
        await using (await KeeperRole.StartAsync(new Uri(target)))
        {
            Console.WriteLine("ready");
            await Console.In.ReadToEndAsync();
        }
        return 0;
    case ["worker", var target, var id, var pace, var file]:
        await using (await WorkerRole.StartAsync(
            new Uri(target), id, TimeSpan.FromMilliseconds(int.Parse(pace, CultureInfo.InvariantCulture)), file))
        {
            Console.WriteLine("ready");
            await Console.In.ReadToEndAsync();
        }
        return 0;
    default:
        Console.Error.WriteLine(
            "Usage: broker ws|tcp [port [seconds]] | callee <address> | reader <address> | keeper <address>"
            + " | worker <address> <id> <milliseconds> <file>");
        return 2;
}
