namespace PeerRpc.Integration.Contracts;

public enum Colour
{
    Red,
    Green = 5,
}
