global using PeerRpc.Client;
global using PeerRpc.Integration.Brokers;
global using PeerRpc.Integration.Contracts;
global using PeerRpc.TestKit;
global using Xunit;
