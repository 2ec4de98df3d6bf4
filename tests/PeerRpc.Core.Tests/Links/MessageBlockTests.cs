using PeerRpc.Core.Links;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

public class MessageBlockTests
{
    [Fact]
    public void Messages_OfOneBatch_LieInFewArraysAndStayWhatTheyWere()
    {
        MessageBlock? block = null;
        List<ReceivedMessage> messages = [];
        for (int i = 0; i < 1000; i++)
            messages.Add(MessageBlock.Copy(ref block, Content(i)));
        block!.Release();

        for (int i = 0; i < 1000; i++)
            Assert.Equal(Content(i), messages[i].Bytes.ToArray());
        Assert.InRange(messages.Select(message => message.Array).Distinct().Count(), 2, 20);
        messages.ForEach(message => message.Release());
    }

    [Fact]
    public void Message_ThatIsLong_HasAnArrayOfItsOwn()
    {
        MessageBlock? block = null;

        ReceivedMessage message = MessageBlock.Copy(ref block, new byte[1000]);

        Assert.Null(block);
        Assert.Null(message.Memory);
    }

    [Fact]
    public void Array_WhileAMessageOfItIsUnread_IsNobodyElses()
    {
        MessageBlock? first = null;
        ReceivedMessage unread = MessageBlock.Copy(ref first, Content(1));
        ReceivedMessage read = MessageBlock.Copy(ref first, Content(2));
        read.Release();
        first!.Release();

        // The pool would give the array out first of all.
        MessageBlock? second = null;
        ReceivedMessage other = MessageBlock.Copy(ref second, Content(3));

        Assert.NotSame(unread.Array, other.Array);
        Assert.Equal(Content(1), unread.Bytes.ToArray());
        unread.Release();
        MessageBlock? third = null;
        Assert.Same(unread.Array, MessageBlock.Copy(ref third, Content(4)).Array);
    }

    private static byte[] Content(int seed)
    {
        byte[] bytes = new byte[seed % 100];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
