using System.Runtime.InteropServices;
using Chat;
using PeerRpc;

if (!ChatArguments.TryParse(args, out ChatArguments? arguments))
{
    Console.Error.WriteLine(ChatArguments.Usage);
    return 2;
}

var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
try
{
    return await ChatAsync(arguments) ? 0 : Fail("The broker is gone, and the chat with it.");
}
catch (Exception error) when (error is PeerRpcException or ArgumentException)
{
    return Fail(PlainWords.For(error, arguments));
}

async Task<bool> ChatAsync(ChatArguments chosen)
{
    await using ChatConnection connection = await ChatConnection.OpenAsync(chosen.Broker);
    var window = new ChatWindow(Console.Out);
    var member = new ChatMember(connection.Client, chosen.Name, window);
    await member.JoinAsync();
    await window.ShowAsync(connection.HostsBroker
        ? $"* You are {chosen.Name}. The broker runs here, at {chosen.Broker}: the chat ends when you leave."
        : $"* You are {chosen.Name}, at {chosen.Broker}.");
    var commands = new ChatCommands(member, window);
    return await new ChatSession(connection.Client, member, commands, Console.In).RunAsync(interrupted.Task);
}

void Interrupt(PosixSignalContext context)
{
    context.Cancel = true;
    interrupted.TrySetResult();
}

static int Fail(string text)
{
    Console.Error.WriteLine($"* {text}");
    return 1;
}
