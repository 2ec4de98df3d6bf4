using Quickstart;
using Quickstart.Peers;
using Quickstart.Steps;

// A broker, and two peers that reach each other only through it: three ends of two WebSockets in one process.
var transcript = new Transcript(Console.Out);
try
{
    FileInfo file = FileToSend.Find(args);

    await using WebApplication app = await BrokerHost.StartAsync();
    Uri broker = BrokerHost.AddressOf(app);
    Console.WriteLine($"The broker listens at {broker}");

    await using Participant alice = await Participant.JoinAsync(broker, "alice", transcript);
    await using Participant bob = await Participant.JoinAsync(broker, "bob", transcript);

    await Conversation.RunAsync(alice, bob, transcript);
    await FileTransfer.RunAsync(alice, file, transcript);
    await new Failures(alice, bob, broker, transcript).RunAsync();
    await Cancellation.RunAsync(alice, bob, transcript);
    await RoundTrip.RunAsync(alice, transcript);
}
catch (Exception exception)
{
    // Nothing here is meant to throw this far: it is a failed check, and the last line has to say so.
    transcript.Check(false, exception.Message);
}
return transcript.Conclude();
