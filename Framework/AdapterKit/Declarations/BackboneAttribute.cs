namespace AdapterKit;

/// <summary>Offers a backbone to hosts, as <see cref="TaskAdapterAttribute"/> offers a task.</summary>
/// <remarks>
/// <para>
/// The class derives from <see cref="Backbone"/> and loads itself: it has a method <c>static T Load(string directory)</c>, where
/// <c>T</c> is the class. The directory is <c>backbones/id</c> of the plugin, which the build copies from the project; it does not exist
/// for a backbone without files. The loaded backbone has this id.
/// </para>
/// <para>
/// A <see cref="BackboneModelAttribute"/> class needs no such method: the host loads it from the files that Hugging Face publishes, out of
/// the same directory or any other one with its <c>model_type</c>.
/// </para>
/// <code>
/// [Backbone("plain")]
/// public sealed class PlainBackbone : Backbone
/// {
///     public static PlainBackbone Load(string directory) => …
/// }
/// </code>
/// </remarks>
/// <param name="id">The id that tasks are declared for; lower-case letters, digits and hyphens.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BackboneAttribute(string id) : Attribute
{
    /// <summary>The id that tasks are declared for.</summary>
    public string Id { get; } = id;
}
