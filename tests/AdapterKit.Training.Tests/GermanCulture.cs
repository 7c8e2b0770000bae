using System.Globalization;

namespace AdapterKit.Training.Tests;

/// <summary>
/// Writes numbers as de-DE does until it is disposed. Made by hand, because a machine without ICU data does not know de-DE.
/// </summary>
internal sealed class GermanCulture : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public GermanCulture()
    {
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator) = (",", ".");
        CultureInfo.CurrentCulture = german;
        Assert.Equal("1,5", $"{1.5}");
    }

    public void Dispose() => CultureInfo.CurrentCulture = before;
}
