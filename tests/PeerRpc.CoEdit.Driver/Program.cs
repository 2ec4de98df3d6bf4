using PeerRpc.CoEdit.Driver.Commands;

switch (args)
{
    case ["pictures", string folder]:
        await Pictures.TakeAsync(folder);
        return 0;
    case ["latency"]:
        await Latency.MeasureAsync(200);
        return 0;
    default:
        Console.Error.WriteLine("""
            Usage: pictures FOLDER    takes the pictures of examples/CoEdit/README.md
                   latency            measures from a keystroke to another screen, through the broker
            """);
        return 2;
}
