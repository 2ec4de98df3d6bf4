using PeerRpc.TestPeer;

// Arguments: "broker ws", "broker tcp", or a role and the address of a broker. Says "ready", with the address of a broker,
// and runs until its input ends, so that it never outlives the test that started it.
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
        await using (await ReaderRole.StartAsync(new Uri(target)))
        {
            Console.WriteLine("ready");
            await Console.In.ReadToEndAsync();
        }
        return 0;
    case ["downloader", var target]:
        await DownloaderRole.RunAsync(new Uri(target));
        return 0;
    default:
        Console.Error.WriteLine("Usage: broker ws | broker tcp | callee <address> | reader <address> | downloader <address>");
        return 2;
}
