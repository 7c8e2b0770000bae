namespace AdapterKit.Training;

/// <summary>The number of trained parameters.</summary>
/// <param name="Trained">The number of parameters that training changes.</param>
/// <param name="Backbone">The number of parameters of the backbone.</param>
public readonly record struct ParameterCount(long Trained, long Backbone)
{
    /// <summary>The trained parameters as a fraction of the backbone's.</summary>
    public double Share => (double)Trained / Backbone;
}
