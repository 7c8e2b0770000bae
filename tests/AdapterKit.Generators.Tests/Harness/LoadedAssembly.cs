using System.Reflection;
using System.Runtime.Loader;

namespace AdapterKit.Generators.Tests;

/// <summary>A compiled assembly in its own context. It shares AdapterKit and TorchSharp with the test.</summary>
internal sealed class LoadedAssembly : IDisposable
{
    private readonly AssemblyLoadContext context = new("generated", isCollectible: true);

    public LoadedAssembly(byte[] assembly)
    {
        using var stream = new MemoryStream(assembly);
        Assembly = context.LoadFromStream(stream);
    }

    public Assembly Assembly { get; }

    /// <summary>Returns a type by its full name.</summary>
    public Type Type(string name) => Assembly.GetType(name, throwOnError: true)!;

    /// <summary>Creates an object of a type.</summary>
    public T New<T>(string type, params object[] arguments) => (T)Activator.CreateInstance(Type(type), arguments)!;

    /// <summary>Returns the value of a static property.</summary>
    public T Get<T>(string type, string property) => (T)Type(type).GetProperty(property)!.GetValue(null)!;

    public void Dispose() => context.Unload();
}
