using CoEdit;
using CoEdit.Pages;
using CoEdit.Peers;

if (Settings.TryParse(args) is not { } settings)
{
    Console.Error.WriteLine(Settings.Usage);
    return 2;
}

try
{
    if (settings.Name.Length == 0)
    {
        int port = settings.Port > 0 ? settings.Port : BrokerHost.Port;
        await using WebApplication alone = await BrokerHost.TryStartAsync(port)
            ?? throw new IOException($"Something listens at port {port} already.");
        Console.WriteLine($"* The broker is at {BrokerHost.AddressOf(port)}.");
        await alone.WaitForShutdownAsync();
        return 0;
    }

    if (OperatingSystem.IsWindows())
        Directory.CreateDirectory(settings.Folder);
    else
        Directory.CreateDirectory(
            settings.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    string claim = Path.Combine(settings.Folder, ".lock");
    using var onlyOne = new FileStream(claim, FileMode.Create, FileAccess.Write, FileShare.None);
    await using WebApplication? broker =
        settings.Broker is null ? await BrokerHost.TryStartAsync(BrokerHost.Port) : null;
    Uri address = settings.Broker ?? BrokerHost.AddressOf(BrokerHost.Port);
    await using WebApplication app = PageHost.Create(settings, address, out string token);
    await app.StartAsync();
    Console.WriteLine(broker is null
        ? $"* You are {settings.Name}. The broker is at {address}."
        : $"* You are {settings.Name}. The broker runs here, at {address}: when you leave, the others are offline.");
    Console.WriteLine($"* Your documents are in {settings.Folder}.");
    Console.WriteLine($"* Open {app.Urls.Single()}/{token}/ in your browser, and show this address to nobody.");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"* {error.Message}");
    return 1;
}
