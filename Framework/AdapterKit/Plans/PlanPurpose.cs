namespace AdapterKit;

/// <summary>What a plan is compiled for.</summary>
public enum PlanPurpose
{
    /// <summary>Training: the plan follows every change of the weights.</summary>
    Training,

    /// <summary>Inference alone: the plan holds copies of frozen weights, folded into fewer and smaller products.</summary>
    Inference,
}
