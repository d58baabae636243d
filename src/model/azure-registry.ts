/** Whether a host is an Azure container registry: of the public cloud, of the US government's, or of China's. */
export const isAzureRegistry = (host: string): boolean => /\.azurecr\.(?:io|us|cn)$/.test(host)
