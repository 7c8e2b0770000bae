namespace AdapterKit;

/// <summary>How <see cref="MergeMethod.Ties"/> elects the sign of an entry.</summary>
public enum MajoritySign
{
    /// <summary>The sign of the sum of all values, so that large values count more (Yadav et al. 2023, §4.1).</summary>
    Total,

    /// <summary>The sign that most adapters have; none if there are equally many of both, and the entry becomes zero.</summary>
    Frequency,
}
