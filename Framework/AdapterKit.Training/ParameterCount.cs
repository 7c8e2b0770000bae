namespace AdapterKit.Training;

/// <summary>How many numbers are trained.</summary>
/// <param name="Trained">Numbers that training changes.</param>
/// <param name="Backbone">Numbers in the backbone.</param>
public readonly record struct ParameterCount(long Trained, long Backbone)
{
    /// <summary>Trained numbers as a share of the backbone's.</summary>
    public double Share => (double)Trained / Backbone;
}
