using PeerRpc.TestPeer;

// Arguments: "broker ws", "broker tcp", "callee <address>", "reader <address>" or "keeper <address>". Says "ready", with
// the address of a broker, and runs until its input ends, so that it never outlives the test that started it.
switch (args)
{
    case ["broker", var transport]:
        (IAsyncDisposable broker, Uri address) = await BrokerRole.StartAsync(transport == "ws");
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
    default:
        Console.Error.WriteLine("Usage: broker ws | broker tcp | callee <address> | reader <address> | keeper <address>");
        return 2;
}
