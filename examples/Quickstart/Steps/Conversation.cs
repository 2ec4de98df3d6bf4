using Quickstart.Contracts;
using Quickstart.Peers;

namespace Quickstart.Steps;

/// <summary>Alice and bob talk: each holds a typed proxy of the other's controller.</summary>
internal static class Conversation
{
    public static async Task RunAsync(Participant alice, Participant bob, Transcript transcript)
    {
        transcript.Step("1. A conversation");
        IChat toBob = alice.Client.Peer("bob").Controller<IChat>();
        IChat toAlice = bob.Client.Peer("alice").Controller<IChat>();

        await toBob.Say(new ChatMessage("Hello Bob, are you there?"));
        await toAlice.Say(new ChatMessage("I am. What is new?"));
        int bobHeard = await toBob.Say(new ChatMessage("I have a file for you."));
        int aliceHeard = await toAlice.Say(new ChatMessage("Then send it."));

        transcript.Check(
            bobHeard == 2 && aliceHeard == 2, $"bob heard {bobHeard} of 2 messages, alice {aliceHeard} of 2");
    }
}
