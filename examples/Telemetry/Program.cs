using PeerRpc;
using PeerRpc.Broker;
using PeerRpc.Client;
using Telemetry;

// A broker and two peers that make traffic, and all that they measure on its way to a collector.
TimeSpan span = TimeSpan.FromSeconds(args is [string seconds, ..] ? double.Parse(seconds) : 60);
using var exports = new Exports();

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddHealthChecks().AddPeerBroker();
builder.Services.AddPeerBroker().AllowEverything(); // for an example, and nothing else
await using WebApplication app = builder.Build();
app.MapPeerBroker("/peers");
app.MapPeerBrokerStatus("/peers/status").AllowAnonymous(); // because nobody can log in here
app.MapHealthChecks("/health");
await app.StartAsync();
Uri broker = new UriBuilder(app.Urls.Single()) { Scheme = "ws", Path = "/peers" }.Uri;
Console.WriteLine($"The broker's status: {app.Urls.Single()}/peers/status, its health: {app.Urls.Single()}/health");

await using PeerClient cook = await PeerClient.ConnectAsync(broker, Report);
cook.RegisterController<IKitchen>(new Kitchen());
await cook.RegisterAsPeerAsync("cook");
await using PeerClient guest = await PeerClient.ConnectAsync(broker, Report);
await guest.RegisterAsPeerAsync("guest");
IKitchen kitchen = guest.Peer("cook").Controller<IKitchen>();

using var closing = new CancellationTokenSource(span);
int meals = 0, complaints = 0;
while (!closing.IsCancellationRequested)
{
    try
    {
        await kitchen.Cook(meals % 10 == 9 && meals / 10 > complaints ? "unicorn" : "soup");
        meals++;
        await Task.Delay(TimeSpan.FromMilliseconds(10));
    }
    catch (PeerRpcException refused)
    {
        complaints++;
        Console.WriteLine($"No unicorn: {refused.Code}, executed: {refused.Executed}");
    }
}

Console.WriteLine($"{meals} meals and {complaints} complaints; success rate {guest.GetStatistics().SuccessRate:P0}");
PeerBrokerStatus status = app.Services.GetRequiredService<IPeerBroker>().GetStatus();
Console.WriteLine($"The broker has forwarded {status.Frames} frames for {status.Peers} peers.");
Console.WriteLine(exports.Flush() ? "The collector has it all." : "The collector could not be reached.");

static void Report(PeerClientOptions options) => options.StatisticsInterval = TimeSpan.FromSeconds(5);
