namespace AdapterKit;

/// <summary>Declares a pretrained model whose weights have keys (<see cref="WeightAttribute"/>) in published checkpoints.</summary>
/// <remarks>
/// The class derives from <see cref="PretrainedBackbone"/> and takes its configuration, a record with <see cref="ConfigKeyAttribute"/>
/// properties, and its <see cref="PretrainedIdentity"/>. The compiler registers its components and writes
/// <see cref="IPretrainedBackbone{TSelf}"/>, with which <see cref="PretrainedBackbone.Load"/> loads any checkpoint of this kind.
/// </remarks>
/// <param name="modelType">The <c>model_type</c> of its <c>config.json</c>, such as <c>"bert"</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BackboneModelAttribute(string modelType) : Attribute
{
    /// <summary>The <c>model_type</c> of its <c>config.json</c>.</summary>
    public string ModelType { get; } = modelType;

    /// <summary>What precedes every key of checkpoints that contain a head, such as <c>"bert."</c>; other checkpoints omit it.</summary>
    public string Prefix { get; set; } = "";
}
