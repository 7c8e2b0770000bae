namespace AdapterKit.LoadTests;

/// <summary>Least squares.</summary>
internal static class Regression
{
    /// <summary>Returns by how much the second number grows with each unit of the first.</summary>
    /// <param name="points">At least two points.</param>
    public static double FindSlope(IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => Math.Pow(point.X - x, 2));
    }
}
