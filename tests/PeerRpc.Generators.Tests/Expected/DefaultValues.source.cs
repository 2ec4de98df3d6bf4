namespace Defaults;

public enum Colour { Red, Green = 5 }

public readonly record struct Point(int X, int Y);

[PeerController("/defaults")]
public interface IDefaults
{
    Task One(string text, int priority = 3, CancellationToken cancellationToken = default);

    Task Several(
        string? text = null,
        Colour colour = Colour.Green,
        Colour? maybe = Colour.Red,
        decimal price = 1.50m,
        double ratio = double.NaN,
        char letter = '\'',
        Point point = default,
        int? number = 7,
        long big = long.MinValue);
}
